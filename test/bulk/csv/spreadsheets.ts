/** What spreadsheets make of a cell of a CSV that nobody touched, in three languages. Only what they are known to do. */

export interface Language {
  readonly locale: 'en' | 'pt' | 'es';
  readonly mark: '.' | ',';
  readonly booleans: readonly [string, string];
  readonly months: readonly string[];
  readonly error: string;
}

export const languages: readonly Language[] = [
  {
    locale: 'en',
    mark: '.',
    booleans: ['TRUE', 'FALSE'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    error: '#NAME?',
  },
  {
    locale: 'pt',
    mark: ',',
    booleans: ['VERDADEIRO', 'FALSO'],
    months: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
    error: '#NOME?',
  },
  {
    locale: 'es',
    mark: ',',
    booleans: ['VERDADERO', 'FALSO'],
    months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
    error: '#¿NOMBRE?',
  },
];

const two = (number: number): string => String(number).padStart(2, '0');

function shownNumber(value: number, { mark }: Language): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e11) return String(value);
  if (Math.abs(value) < 1e11 && Math.abs(value) >= 1e-4) {
    // Eleven characters, the mark among them.
    const whole = String(Math.trunc(Math.abs(value))).length;
    return String(Number(value.toFixed(Math.max(0, 10 - whole)))).replace('.', mark);
  }
  const [mantissa = '', exponent = ''] = value.toExponential(5).split('e');
  const shown = mantissa.replace(/\.?0+$/, '').replace('.', mark);
  return `${shown}E${exponent.startsWith('-') ? '-' : '+'}${two(Math.abs(Number(exponent)))}`;
}

/** Excel: the cell as it saves it again, shown in the General format. */
export function retypedByExcel(text: string, language: Language): string {
  const { mark, booleans, months, locale } = language;
  const upper = text.toUpperCase();
  if (upper === booleans[0] || upper === booleans[1]) return upper;
  const number = new RegExp(`^-?\\d+(?:\\${mark}\\d+)?(?:E[+-]?\\d+)?$`, 'i').exec(text);
  if (number !== null) {
    const value = Number(text.replace(mark, '.'));
    if (Number.isFinite(value)) return shownNumber(value, language);
  }
  const percent = /^(\d+)%$/.exec(text);
  if (percent !== null) return `${Number(percent[1])}%`;
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso !== null) {
    const [, year = '', month = '', day = ''] = iso;
    return locale === 'en' ? `${Number(month)}/${Number(day)}/${year}` : `${day}/${month}/${year}`;
  }
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (short !== null) {
    const [first, second] = [Number(short[1]), Number(short[2])];
    const [day, month] = locale === 'en' ? [second, first] : [first, second];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 28) {
      const name = months[month - 1] ?? '';
      return locale === 'en' ? `${day}-${name}` : `${two(day)}/${name}`;
    }
  }
  const time = /^(\d{1,2}):(\d\d)$/.exec(text);
  if (time !== null && Number(time[1]) < 24 && Number(time[2]) < 60)
    return `${two(Number(time[1]))}:${time[2]}`;
  if (/^[=+@]/.test(text)) return language.error;
  return text;
}

/** LibreOffice and Google Sheets: more digits, dates in full, booleans in English or the own language. */
export function retypedInFull(text: string, language: Language): string {
  const { mark, locale, booleans } = language;
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === booleans[0]) return booleans[0];
  if (new RegExp(`^-?\\d+(?:\\${mark}\\d+)?$`).test(text)) {
    const value = Number(text.replace(mark, '.'));
    if (text.replace(/\D/g, '').length > 15)
      return value
        .toExponential(14)
        .replace('.', mark)
        .replace('e', 'E')
        .replace(/E\+(\d)$/, 'E+0$1');
    return String(value).replace('.', mark);
  }
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (short !== null) {
    const [first, second] = [Number(short[1]), Number(short[2])];
    const [day, month] = locale === 'en' ? [second, first] : [first, second];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 28)
      return locale === 'en' ? `${two(month)}/${two(day)}/2026` : `${two(day)}/${two(month)}/2026`;
  }
  const time = /^(\d{1,2}):(\d\d)$/.exec(text);
  if (time !== null && Number(time[1]) < 24 && Number(time[2]) < 60)
    return `${two(Number(time[1]))}:${time[2]}:00`;
  return text.trim();
}
