import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AsyncControl } from 'vtex-customer-credit/emulator';
import type { ScreensClient } from './client.ts';
import type { Route } from './route.ts';
import type { Locale, Words } from './words/index.ts';

export interface Notice {
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

/** What every screen has at hand. */
export interface Session {
  readonly client: ScreensClient;
  /** Only where the controls of the emulator are on. */
  readonly control: AsyncControl | undefined;
  /** Epoch milliseconds: the emulator's clock where it is known, else this machine's. */
  readonly now: number;
  readonly locale: Locale;
  readonly words: Words;
  readonly route: Route;
  readonly href: (route: string) => string;
  go(route: string): void;
  /** Grows with each change: what is shown is read again. */
  readonly version: number;
  changed(): void;
  notify(notice: Notice): void;
  /** The store does not know these credentials. */
  refused(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('A screen stands outside of the page.');
  return session;
}
