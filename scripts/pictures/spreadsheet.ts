import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How LibreOffice names a CSV in UTF-8 with commas and quotes. */
const csv = '44,34,76,1';
const english = 1033;

/** Grid and headings as on a screen, and no margins: a page that is cut to the first columns. */
const page = `<style:page-layout style:name="pm1">
  <style:page-layout-properties fo:page-width="8.9in" fo:page-height="2.05in" fo:margin="0.03in" style:print="grid headers"/>
  <style:header-style/><style:footer-style/>
</style:page-layout>`;
const marked = `<style:style style:name="marked" style:family="table-cell">
  <style:table-cell-properties fo:background-color="#ffe9a8"/>
</style:style>`;

/** A spreadsheet that was opened from a CSV, in a folder of its own. */
export class Spreadsheet {
  readonly #folder: string;
  readonly #sheet: string;

  /** `name`: of the CSV in the folder, without its ending. */
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#sheet = join(folder, `${name}.fods`);
    this.#convert(join(folder, `${name}.csv`), 'fods', `--infilter=CSV:${csv},,${english},false,true`);
  }

  /** Writes another text into cells of one text, counted from 0, and marks them. */
  change(from: string, to: string, which: readonly number[]): void {
    let at = -1;
    const changed = readFileSync(this.#sheet, 'utf8').replaceAll(
      new RegExp(`<table:table-cell ([^>]*)>(\\s*)<text:p>${from}</text:p>`, 'g'),
      (cell: string, attributes: string, space: string) => {
        at += 1;
        if (!which.includes(at)) return cell;
        return `<table:table-cell table:style-name="marked" ${attributes}>${space}<text:p>${to}</text:p>`;
      },
    );
    writeFileSync(this.#sheet, changed);
  }

  /** Saves it as the CSV that it was opened from. */
  save(): void {
    this.#convert(this.#sheet, `csv:Text - txt - csv (StarCalc):${csv},,0,false`);
  }

  /** Makes a picture of its first rows and columns, as LibreOffice prints them. */
  picture(png: string): void {
    const printed = readFileSync(this.#sheet, 'utf8')
      .replace(/<style:page-layout style:name="pm1">[\s\S]*?<\/style:page-layout>/, page)
      .replace('</office:automatic-styles>', `${marked}</office:automatic-styles>`)
      .replaceAll(/<style:(header|footer)>/g, '<style:$1 style:display="false">');
    writeFileSync(this.#sheet, printed);
    this.#convert(this.#sheet, 'pdf');
    const pdf = this.#sheet.replace(/fods$/, 'pdf');
    const target = png.replace(/\.png$/, '');
    execFileSync('pdftoppm', ['-r', '130', '-png', '-singlefile', pdf, join(this.#folder, 'page')]);
    renameSync(join(this.#folder, 'page.png'), `${target}.png`);
  }

  #convert(from: string, to: string, ...more: readonly string[]): void {
    const profile = `-env:UserInstallation=file://${this.#folder}/profile`;
    const output = ['--convert-to', to, '--outdir', this.#folder, from];
    execFileSync('soffice', ['--headless', profile, ...more, ...output], { stdio: 'ignore' });
  }
}
