import type { Words } from './en.ts';

export type { Words } from './en.ts';

/** The languages of the page, by their own names. */
export const languages = { en: 'English', pt: 'Português', es: 'Español' } as const;

export type Locale = keyof typeof languages;

/** Fetches the words of one language: who reads one does not pay for the others. */
export const loadWords: Readonly<Record<Locale, () => Promise<Words>>> = {
  en: async () => (await import('./en.ts')).en,
  pt: async () => (await import('./pt.ts')).pt,
  es: async () => (await import('./es.ts')).es,
};

export const isLocale = (value: unknown): value is Locale =>
  typeof value === 'string' && Object.hasOwn(languages, value);

/** The first language that the reader prefers and the page has. */
export function preferredLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return 'en';
}
