import type { ComponentType } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AsyncControl } from 'vtex-customer-credit/emulator';
import { clientOf, type ScreensClientOptions } from './client.ts';
import { moment } from './format.ts';
import { Icon, type IconName } from './icons.tsx';
import { Data, FailureNote, Link, Loading } from './parts/basics.tsx';
import { Button, Form } from './parts/controls.tsx';
import { Field, Select } from './parts/field.tsx';
import { parseRoute, type Route } from './route.ts';
import { AccountScreen } from './screens/account.tsx';
import { AccountsScreen } from './screens/accounts.tsx';
import { CreditsScreen } from './screens/credits.tsx';
import { EmulatorScreen } from './screens/emulator.tsx';
import { InvoiceScreen } from './screens/invoice.tsx';
import { InvoicesScreen } from './screens/invoices.tsx';
import { StoreScreen } from './screens/store.tsx';
import { type Notice, type Session, SessionProvider } from './session.ts';
import { isLocale, type Locale, languages, loadWords, preferredLocale, type Words } from './words/index.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What the page is given. */
export interface ScreensOptions {
  /** The options of the client, such as `emulator.clientOptions()` for an emulator in this page. */
  readonly client: ScreensClientOptions;
  /** The controls of the emulator: `asyncControl(emulator.control)`, or `connectControl(url)`. */
  readonly control?: AsyncControl | undefined;
  /** The language to begin with: the reader's own unless given. */
  readonly locale?: Locale | undefined;
  readonly theme?: Theme | undefined;
  /** The screen to begin with, such as `/accounts`; `/invoices` unless given. */
  readonly screen?: string | undefined;
  /** Whether the address of the page follows the screens (`#/invoices`). */
  readonly useAddress?: boolean | undefined;
}

const isTheme = (value: unknown): value is Theme =>
  value === 'system' || value === 'light' || value === 'dark';

/** What the reader chose is remembered where the browser allows it. */
const remembered = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`vtex-customer-credit.${name}`);
    } catch {
      return null;
    }
  },
  set(name: string, value: string): void {
    try {
      localStorage.setItem(`vtex-customer-credit.${name}`, value);
    } catch {
      // Then it is asked again next time.
    }
  },
};

const sections: ReadonlyArray<readonly [keyof Words['nav'], string, IconName]> = [
  ['invoices', '/invoices', 'invoices'],
  ['accounts', '/accounts', 'accounts'],
  ['credits', '/credits', 'credits'],
  ['store', '/store', 'store'],
  ['emulator', '/emulator', 'emulator'],
];

/** A screen that is fetched when it is first opened. */
function late(load: () => Promise<ComponentType>): ComponentType {
  return function Late() {
    const [Screen, setScreen] = useState<ComponentType | undefined>(undefined);
    const [error, setError] = useState<unknown>(undefined);
    useEffect(() => {
      load().then((loaded) => setScreen(() => loaded), setError);
    }, []);
    if (error !== undefined) return <FailureNote of={{ error }} reading />;
    return Screen === undefined ? <Loading /> : <Screen />;
  };
}

const ImportScreen = late(async () => (await import('./csv.ts')).ImportScreen);

function screenOf({ path }: Route): ComponentType | undefined {
  const [section = 'invoices', first, second] = path;
  if (section === 'invoices') {
    if (first === undefined) return InvoicesScreen;
    return second === undefined ? undefined : InvoiceScreen;
  }
  if (section === 'import') return ImportScreen;
  if (section === 'accounts') return first === undefined ? AccountsScreen : AccountScreen;
  if (section === 'credits') return CreditsScreen;
  if (section === 'store') return StoreScreen;
  return section === 'emulator' ? EmulatorScreen : undefined;
}

function SignIn({
  session,
  onDone,
}: {
  readonly session: Session;
  readonly onDone: (key: string, token: string) => void;
}) {
  const { signIn } = session.words;
  const [key, setKey] = useState('');
  const [token, setToken] = useState('');
  return (
    <section class="card sign-in">
      <h2>{signIn.title}</h2>
      <p class="muted">{signIn.text}</p>
      <Form
        class="form"
        onSubmit={() => {
          if (key !== '' && token !== '') onDone(key, token);
        }}
      >
        <Field label={signIn.key} value={key} onInput={setKey} required />
        <Field label={signIn.token} value={token} onInput={setToken} type="password" required />
        <div class="row end">
          <Button type="submit" kind="primary">
            {signIn.submit}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** The whole page, in a language that is fetched first. */
export function App(options: ScreensOptions) {
  const [locale, setLocale] = useState<Locale>(() => {
    const kept = remembered.get('locale');
    if (options.locale !== undefined) return options.locale;
    return isLocale(kept) ? kept : preferredLocale(navigator.languages);
  });
  const [said, setSaid] = useState<Said | undefined>(undefined);
  useEffect(() => {
    let ended = false;
    // Until the new words are there, the old ones stay; where they cannot be fetched, English does.
    const fetched = loadWords[locale]().catch(() => loadWords.en());
    fetched.then(
      (words) => {
        if (!ended) setSaid({ locale, words });
      },
      () => {},
    );
    return () => {
      ended = true;
    };
  }, [locale]);
  const choose = (chosen: Locale): void => {
    setLocale(chosen);
    remembered.set('locale', chosen);
  };
  return said === undefined ? null : <Frame {...options} said={said} onLocale={choose} />;
}

/** A language and its words. */
interface Said {
  readonly locale: Locale;
  readonly words: Words;
}

function Frame({
  client: given,
  control,
  theme: firstTheme,
  screen = '/invoices',
  useAddress = false,
  said: { locale, words: text },
  onLocale,
}: ScreensOptions & { readonly said: Said; readonly onLocale: (locale: Locale) => void }) {
  const [theme, setTheme] = useState<Theme>(() => {
    const kept = remembered.get('theme');
    return firstTheme ?? (isTheme(kept) ? kept : 'system');
  });
  const [address, setAddress] = useState(() =>
    useAddress && location.hash.length > 1 ? location.hash.slice(1) : screen,
  );
  const [version, setVersion] = useState(0);
  const [now, setNow] = useState<number | undefined>(control === undefined ? Date.now() : undefined);
  const [notice, setNotice] = useState<Notice | undefined>(undefined);
  const [credentials, setCredentials] = useState<
    { readonly appKey: string; readonly appToken: string } | undefined
  >(undefined);
  const [isRefused, setRefused] = useState(false);
  const clock = useRef(now ?? Date.now());
  const content = useRef<HTMLElement>(null);

  const changed = useCallback(() => setVersion((before) => before + 1), []);
  const go = useCallback(
    (to: string) => {
      if (useAddress) location.hash = to;
      else setAddress(to);
    },
    [useAddress],
  );
  useEffect(() => {
    if (!useAddress) return;
    const follow = (): void => setAddress(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [useAddress]);

  // The emulator's clock decides what is overdue: it is asked with each change, and now and then.
  useEffect(() => {
    let ended = false;
    const tell = (time: number): void => {
      if (ended) return;
      const jumped = Math.abs(time - clock.current) > 60_000;
      clock.current = time;
      setNow(time);
      if (jumped) changed();
    };
    const ask = (): void => {
      if (control === undefined) tell(Date.now());
      else control.clock.now().then(tell, () => tell(clock.current));
    };
    ask();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask();
    }, 5000);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [control, version]);

  const options = useMemo<ScreensClientOptions>(() => {
    const { appKey, appToken, userToken, ...rest } = given;
    if (credentials !== undefined) return { ...rest, ...credentials, now: () => clock.current };
    return { ...given, now: () => clock.current };
  }, [given, credentials]);
  const client = useMemo(() => clientOf(options), [options]);

  const route = useMemo(() => parseRoute(address), [address]);
  const at = route.path.join('\n');
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    // A new screen is read from its title on.
    content.current?.querySelector('h1')?.focus();
    content.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  useEffect(() => {
    if (!useAddress) return;
    document.documentElement.lang = locale;
    document.documentElement.setAttribute('data-theme', theme);
    const [section = 'invoices'] = route.path;
    const known = sections.find(([name]) => name === section);
    document.title = `${known === undefined ? text.product : text.nav[known[0]]} · ${text.product}`;
  }, [useAddress, locale, theme, text, at]);

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const notify = useCallback((said: Notice) => {
    setNotice(said);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setNotice(undefined), said.kind === 'good' ? 5000 : 15_000);
  }, []);

  const session: Session = {
    client,
    control,
    now: now ?? clock.current,
    locale,
    words: text,
    route,
    href: (to) => (useAddress ? `#${to}` : '#'),
    go,
    version,
    changed,
    notify,
    refused: () => setRefused(true),
  };
  const Screen = screenOf(route);
  const [section = 'invoices'] = route.path;
  const shownSection = section === 'import' ? 'invoices' : section;
  return (
    <SessionProvider value={session}>
      <div class="app" lang={locale} data-theme={theme}>
        <button type="button" class="skip" onClick={() => content.current?.focus()}>
          {text.skip}
        </button>
        <header class="side">
          <div class="brand">
            <span class="brand-mark" aria-hidden="true">
              <Icon name="credits" />
            </span>
            <span>
              <strong>{text.product}</strong>
              <span class="brand-store">
                <Data clip>{given.accountName}</Data>
              </span>
            </span>
          </div>
          <nav aria-label={text.sections}>
            <ul>
              {sections
                .filter(([name]) => name !== 'emulator' || control !== undefined)
                .map(([name, to, icon]) => (
                  <li key={name}>
                    <Link to={to} class="nav-link" current={shownSection === name}>
                      <Icon name={icon} />
                      <span>{text.nav[name]}</span>
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>
          <div class="side-foot">
            {control === undefined || now === undefined ? null : (
              <Link
                to="/emulator"
                class="clock-chip"
                label={`${text.time}: ${moment(new Date(now).toISOString(), locale)}`}
              >
                <Icon name="clock" />
                <span class="number">{moment(new Date(now).toISOString(), locale)}</span>
              </Link>
            )}
            <div class="settings">
              <Select
                label={text.language}
                hidden
                value={locale}
                options={[
                  ['en', languages.en],
                  ['pt', languages.pt],
                  ['es', languages.es],
                ]}
                onChange={onLocale}
              />
              <Select
                label={text.theme}
                hidden
                value={theme}
                options={[
                  ['system', text.themes.system],
                  ['light', text.themes.light],
                  ['dark', text.themes.dark],
                ]}
                onChange={(chosen) => {
                  setTheme(chosen);
                  remembered.set('theme', chosen);
                }}
              />
            </div>
          </div>
        </header>
        <main id="content" ref={content} tabIndex={-1}>
          {isRefused ? (
            <SignIn
              session={session}
              onDone={(appKey, appToken) => {
                setCredentials({ appKey, appToken });
                setRefused(false);
                changed();
              }}
            />
          ) : now === undefined ? (
            <Loading />
          ) : Screen === undefined ? (
            <p>{text.notFound}</p>
          ) : (
            <Screen key={at} />
          )}
        </main>
        <div class="notices" role="status" aria-live="polite">
          {notice === undefined ? null : (
            <p class={`notice notice-${notice.kind}`}>
              <Icon name={notice.kind === 'good' ? 'check' : 'alert'} />
              <span>{notice.text}</span>
              <Button
                icon="close"
                kind="bare"
                aria-label={text.close}
                onClick={() => setNotice(undefined)}
              ></Button>
            </p>
          )}
        </div>
      </div>
    </SessionProvider>
  );
}
