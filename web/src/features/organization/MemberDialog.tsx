// Inviting somebody, or changing what a member may do: a role, and the companies it holds for.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inviteMember, type Member, type Role, updateMember } from '~/lib/api/organization'
import { useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { CompanyScope } from './CompanyScope'
import { ROLES, seesAll } from './roles'

type Props = {
  /** Whose role changes; null invites somebody new. */
  member: Member | null
  onClose: () => void
}

export function MemberDialog({ member, onClose }: Props) {
  const me = useMe()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>(member?.role ?? 'member')
  const [companies, setCompanies] = useState<string[] | null>(member?.company_ids ?? null)
  const company_ids = seesAll(role) ? null : companies
  const submission = useSubmit(async () => {
    if (member) await updateMember(member.user_id, { role, company_ids })
    else await inviteMember({ email, role, company_ids })
    await Promise.all(['members', 'invitations'].map((kind) => client.invalidateQueries({ queryKey: [kind] })))
    toast(member ? `${member.name} has a new role.` : `An invitation is on its way to ${email}.`)
    onClose()
  })
  const roles = ROLES.filter((one) => one.value !== 'owner' || me.role === 'owner')
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title={member ? `What ${member.name} may do` : 'Invite somebody'}>
      <Form submission={submission} label={member ? 'Role' : 'Invitation'}>
        {!member && (
          <TextField label="E-mail" type="email" required value={email} onChange={setEmail} error={errors.email} />
        )}
        <Select
          label="Role"
          value={role}
          onChange={(value) => setRole(value as Role)}
          options={roles}
          hint={ROLES.find((one) => one.value === role)?.text}
          error={errors.role}
        />
        {!seesAll(role) && <CompanyScope value={companies} onChange={setCompanies} error={errors.company_ids} />}
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          {member ? 'Save' : 'Send the invitation'}
        </Button>
      </Form>
    </Dialog>
  )
}
