/** Ends the program on a Node that lacks what it needs: the first thing to call, and it must import nothing. */
export function needNewNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  process.stderr.write(`Node 22.12 or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(2);
}
