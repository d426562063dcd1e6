// How the app looks and listens on this device.
import { useState } from 'react'
import { areShortcutsOn, setShortcutsOn } from '~/lib/keys'
import { currentTheme, setTheme, type Theme } from '~/lib/theme'
import { Checkbox } from '~/ui/Checkbox'
import { PageHeader } from '~/ui/PageHeader'
import { Select } from '~/ui/Select'

const THEMES = [
  { value: 'system', label: 'Same as the device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function Display() {
  const [theme, rememberTheme] = useState<string>(currentTheme)
  const [keys, rememberKeys] = useState(areShortcutsOn)
  return (
    <>
      <PageHeader title="Display" lead="These choices are kept on this device." />
      <div className="grid max-w-form gap-6">
        <Select
          label="Theme"
          value={theme}
          options={THEMES}
          onChange={(value) => {
            setTheme(value as Theme)
            rememberTheme(value)
          }}
        />
        <Checkbox
          checked={keys}
          hint="Press ? on any screen to see them. Ctrl+K works either way."
          onChange={(on) => {
            setShortcutsOn(on)
            rememberKeys(on)
          }}
        >
          Single-key shortcuts
        </Checkbox>
      </div>
    </>
  )
}
