import { hostname } from 'node:os';
import { ConfigurationError } from '../../errors/index.ts';
import { hostName, isLoopback } from '../emulator/loopback.ts';

/** Whose requests a server answers. */
export interface Hosts {
  /** Whether a request for this host is meant for this server. A page can reach it under a name of its own choice. */
  allowsHost(host: string): boolean;
  /** Whether the pages of an origin may use the API. */
  allowsOrigin(origin: string): boolean;
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;
/** What is reached only from within a network: RFC 1918, 4193, 3927 and 4291. */
const privateAddress =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd][0-9a-f]{2}:|\[fe[89ab][0-9a-f]:)/;
/** Nobody but VTEX can point these names to this machine. */
const storeHost = /^[a-z0-9-]+\.(?:vtexcommercestable\.com\.br|vtexcommercebeta\.com\.br|myvtex\.com)$/;
const allowedPattern = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;

const isName = (name: unknown): name is string =>
  typeof name === 'string' && (allowedPattern.test(name) || address.test(name.toLowerCase()));

function ownNames(): string[] {
  const name = hostname().toLowerCase();
  const [first = name] = name.split('.');
  return name === '' ? [] : [name, first, `${first}.local`];
}

/**
 * The hosts of a server: this machine, stores' hosts, and those allowed on purpose, `*.example.com` with all below it.
 * @throws ConfigurationError for what is no name of a host.
 */
export function createHosts(allowed: readonly string[], listening: string): Hosts {
  if (!Array.isArray(allowed) || !allowed.every(isName))
    throw new ConfigurationError([
      {
        path: 'allowedHosts',
        expected: 'a list of host names without scheme and port, such as emulator or *.example.com',
      },
    ]);
  const names = new Set([...allowed, ...ownNames(), hostName(listening)].map((name) => name.toLowerCase()));
  const isNamed = (name: string): boolean => {
    if (isLoopback(name) || storeHost.test(name) || names.has(name)) return true;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
      if (names.has(`*${name.slice(dot)}`)) return true;
    return false;
  };
  return {
    // An address is no name that somebody else could point here.
    allowsHost: (host) => {
      const name = hostName(host);
      return address.test(name) || isNamed(name);
    },
    allowsOrigin: (origin) => {
      const name = hostName(/^https?:\/\/([^/?#@]+)$/i.exec(origin)?.[1] ?? '');
      return name !== '' && (isNamed(name) || privateAddress.test(name));
    },
  };
}
