import { render } from 'preact';
import { App, type ScreensOptions } from './app.tsx';
import css from './style.css';

export type { ScreensOptions, Theme } from './app.tsx';
export { sampleSeed } from './sample.ts';

/**
 * Shows the screens in an element of any page, apart from the page's own styles. With an emulator in the same page it
 * needs no server:
 *
 * ```ts
 * const emulator = createEmulator({ now: '2024-05-08T12:00:00Z', seed: sampleSeed('2024-05-08T12:00:00Z') });
 * const unmount = mountScreens(element, {
 *   client: emulator.clientOptions(),
 *   control: asyncControl(emulator.control),
 * });
 * ```
 *
 * @returns What takes them away again.
 */
export function mountScreens(element: HTMLElement, options: ScreensOptions): () => void {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  render(<App {...options} />, root);
  return () => render(null, root);
}
