// The draft of a template while it is edited: what was typed, whether it is saved, and the acts on it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  publishTemplate,
  saveTemplate,
  type Template,
  type TemplateContent,
  templateOptions,
} from '~/lib/api/templates'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'

type Typed = { name: string; content: TemplateContent }

export function useDraft(template: Template) {
  const client = useQueryClient()
  const [name, setName] = useState(template.name)
  const [content, setContent] = useState<TemplateContent>(template.content)
  const now: Typed = { name: name.trim(), content }
  const changed = name !== template.name || content !== template.content

  /** What was typed since it was sent stays unsaved. */
  function keep(saved: Template, sent: Typed) {
    client.setQueryData(templateOptions(template.id).queryKey, { ...saved, content: sent.content })
    setName((typed) => (typed.trim() === sent.name ? saved.name : typed))
    void client.invalidateQueries({ queryKey: ['templates', 'own'] })
    void client.invalidateQueries({ queryKey: ['templates', 'pages'] })
  }

  const save = useMutation({
    mutationFn: (sent: Typed) => saveTemplate(template.id, template.version, sent),
    onSuccess: (saved, sent) => keep(saved, sent),
    onError: (problem) => toast(sentenceOf(problem), { tone: 'late' }),
  })
  const publish = useMutation({
    mutationFn: async (sent: Typed) => {
      const saved = changed ? await saveTemplate(template.id, template.version, sent) : template
      return publishTemplate(saved.id, saved.version)
    },
    onSuccess: (saved, sent) => {
      keep(saved, sent)
      toast(`Version ${saved.published} is published. What was issued before stays as it is.`)
    },
    onError: (problem) => {
      toast(sentenceOf(problem), { tone: 'late' })
      void client.invalidateQueries({ queryKey: templateOptions(template.id).queryKey })
    },
  })

  useEffect(() => {
    if (!changed) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [changed])

  return { name, setName, content, setContent, now, changed, save, publish }
}

export type Draft = ReturnType<typeof useDraft>

/** A value once it has not changed for a while. */
export function useSettled<T>(value: T, waitMs = 500): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
