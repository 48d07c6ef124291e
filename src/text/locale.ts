/** The languages of headers, statuses and labels. */
export type Locale = 'en' | 'pt' | 'es';

export const locales = ['en', 'pt', 'es'] as const satisfies readonly Locale[];
