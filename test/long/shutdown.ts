import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function serve(args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    said += String(part);
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return { child, port: Number(port) };
  }
  throw new Error(`the server ended before it listened: ${said}`);
}

const request = [
  'GET /api/creditcontrol/storeconfig HTTP/1.1',
  'host: 127.0.0.1',
  'x-vtex-api-appkey: any',
  'x-vtex-api-apptoken: any',
  '\r\n',
].join('\r\n');

/** What one connection got. */
interface Received {
  readonly whole: number;
  /** Answered with 503, since the server was closing. */
  readonly late: number;
  /** Bytes behind the last whole answer: half of one. */
  readonly rest: number;
}

/** Cuts what came into whole answers, by the length that each tells. */
function received(text: string): Received {
  let whole = 0;
  let late = 0;
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n\r\n', at);
    const length = /content-length: (\d+)/i.exec(text.slice(at, end))?.[1];
    if (end < 0 || length === undefined) break;
    const next = end + 4 + Number(length);
    if (next > text.length) break;
    if (text.startsWith('HTTP/1.1 503 ', at)) late += 1;
    else if (text.startsWith('HTTP/1.1 200 ', at)) {
      JSON.parse(text.slice(end + 4, next));
      whole += 1;
    } else throw new Error(`an answer begins ${text.slice(at, at + 40)}`);
    at = next;
  }
  return { whole, late, rest: text.length - at };
}

interface Connection {
  readonly socket: Socket;
  readonly answered: Promise<unknown>;
  readonly received: Promise<Received>;
}

async function open(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  const closed = new Promise<Received>((resolve) => {
    socket.on('close', () => resolve(received(text)));
  });
  const answered = new Promise((resolve) => {
    socket.once('data', resolve);
  });
  await once(socket, 'connect');
  // From here on the end of a connection is what is looked at, however it comes.
  socket.on('error', () => undefined);
  return { socket, answered, received: closed };
}

async function openAll(port: number, count: number): Promise<Connection[]> {
  const connections: Connection[] = [];
  // Not more at once than a server takes into its queue.
  while (connections.length < count) {
    const wave = Math.min(200, count - connections.length);
    connections.push(...(await Promise.all(Array.from({ length: wave }, () => open(port)))));
  }
  return connections;
}

export interface Stopping {
  readonly connections: number;
  /** Sent on each connection, one behind the other, without waiting for an answer. */
  readonly requests: number;
  /** How late the server answers, in milliseconds. */
  readonly latency: number;
  /** When it is told to stop: so many milliseconds after the last request, or with the first answer. */
  readonly after: number | 'an answer';
}

export interface Stopped {
  readonly sent: number;
  readonly whole: number;
  readonly late: number;
  readonly halves: number;
  /** From the signal to the end of the process. */
  readonly milliseconds: number;
  readonly code: number | null;
}

/** Tells a server under load to stop, and says what became of every request. */
export async function stopUnderLoad({ connections, requests, latency, after }: Stopping): Promise<Stopped> {
  const { child, port } = await serve(['--now', '2024-05-08', '--latency', String(latency)]);
  try {
    const all = await openAll(port, connections);
    for (const { socket } of all) socket.write(request.repeat(requests));
    if (after === 'an answer') await Promise.race(all.map(({ answered }) => answered));
    else await sleep(after);
    const told = performance.now();
    child.kill('SIGTERM');
    const [code]: Array<number | null> = await once(child, 'exit');
    const milliseconds = performance.now() - told;
    const got = await Promise.all(all.map((each) => each.received));
    return {
      sent: connections * requests,
      whole: got.reduce((sum, { whole }) => sum + whole, 0),
      late: got.reduce((sum, { late }) => sum + late, 0),
      halves: got.filter(({ rest }) => rest > 0).length,
      milliseconds,
      code: code ?? null,
    };
  } finally {
    child.kill('SIGKILL');
  }
}
