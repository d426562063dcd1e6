// Light, dark or as the system says; remembered on this device. public/theme.js applies it before the first paint.

export type Theme = 'system' | 'light' | 'dark'

const STORAGE = 'duespark.theme'

export function currentTheme(): Theme {
  const stored = localStorage.getItem(STORAGE)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(STORAGE)
    delete document.documentElement.dataset.theme
    return
  }
  localStorage.setItem(STORAGE, theme)
  document.documentElement.dataset.theme = theme
}
