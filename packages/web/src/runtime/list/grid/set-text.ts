/** Writes a text only where it is another: the same costs nothing. */
export function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text
}
