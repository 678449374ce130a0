/** Gives bytes to the person as a file of this name. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has to take it first.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
