import { openBrowser, serveScreens } from '/work/wt/screens/test/ui/browser.ts';
import { sampleSeed } from '/work/wt/screens/ui/sample.ts';
import { mkdirSync } from 'node:fs';
mkdirSync('/tmp/shots',{recursive:true});
const now='2024-05-08T12:00:00Z';
await using browser = await openBrowser();
await using served = await serveScreens({ now, seed: sampleSeed(now) });
const wanted = process.argv.slice(2);
const inv = served.emulator.control.snapshot().accounts[0].invoices[1].invoice;
const pages: Record<string,string> = { invoices:'#/invoices', invoice:`#/invoices/${inv.creditAccountId}/${inv.id}`, accounts:'#/accounts', account:'#/accounts/33333333000133_CNPJ', credits:'#/credits?account=33333333000133_CNPJ', store:'#/store', emulator:'#/emulator', import:'#/import' };
served.emulator.control.faults.add({operation:'invoices.list',phase:'before',effect:{status:500},skip:1000});
for (const [vn, v] of Object.entries({wide:{}, narrow:{width:360,height:780}, dark:{colorScheme:'dark' as const}})) {
  if (wanted.length && !wanted.includes(vn)) continue;
  const page = await browser.page(served.url, v);
  page.on('console', m => console.log(vn, m.type(), m.text())); page.on('pageerror', e => console.log(vn,'ERR', e.message));
  for (const [n,h] of Object.entries(pages)) {
    if (wanted.length>1 && !wanted.includes(n)) continue;
    await page.goto(served.url+h); await page.waitForTimeout(500);
    await page.screenshot({ path:`/tmp/shots/${n}-${vn}.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (over>0) console.log(n,vn,'overflow',over);
  }
}
