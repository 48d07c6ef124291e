import { chromium, type Page } from 'playwright-core';
import { createEmulator, type Emulator, type EmulatorOptions } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { readPages } from '../../src/cli/files/pages.ts';

/** Debian's, which `scripts/install-chromium.sh` puts there. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
}

export interface Browser extends AsyncDisposable {
  /** Errors, warnings, and requests to elsewhere, of all pages. */
  readonly complaints: readonly string[];
  /** A page of a reader of its own. */
  page(url: string, view?: View): Promise<Page>;
}

/** A Chromium that talks to this machine only. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const complaints: string[] = [];
  return {
    complaints,
    async page(url, { width = 1280, height = 900, colorScheme = 'light', locale = 'en-US' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        locale,
        acceptDownloads: true,
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // A failing store is told by the page; that the browser says so too is no fault.
        const isOfStore = message.text().startsWith('Failed to load resource');
        if (!isOfStore && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        const { origin } = new URL(request.url());
        const own = url === 'about:blank' ? origin : new URL(url).origin;
        if (origin !== 'null' && origin !== own) complaints.push(`request to ${request.url()}`);
      });
      await page.goto(url);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
    },
  };
}

export interface Served extends AsyncDisposable {
  readonly emulator: Emulator;
  /** Where the page is, with the controls unless told otherwise. */
  readonly url: string;
}

/** The screens over an emulator of their own. */
export async function serveScreens(options: EmulatorOptions = {}): Promise<Served> {
  const emulator = createEmulator({ controlPlane: true, pages: await readPages(), ...options });
  const server = await listen(emulator);
  return {
    emulator,
    url: `${server.url}/_ui/`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
