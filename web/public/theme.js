// Runs before the first paint, so that a chosen theme never flashes. src/lib/theme.ts writes the same key.
try {
  const theme = localStorage.getItem('duespark.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is blocked: the system's theme is used.
}
