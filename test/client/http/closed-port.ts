import { createServer } from 'node:net';

/** A port on which nothing listens any more. */
export async function closedPort(): Promise<number> {
  const closing = createServer();
  await new Promise<void>((resolve) => {
    closing.listen(0, '127.0.0.1', resolve);
  });
  const address = closing.address();
  await new Promise((resolve) => {
    closing.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('a server without a port');
  return address.port;
}
