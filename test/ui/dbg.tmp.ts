import { openBrowser, serveScreens } from './browser.ts';
import { sampleSeed } from '../../ui/sample.ts';
const now='2024-05-08T12:00:00Z';
await using browser = await openBrowser();
await using served = await serveScreens({ now, seed: sampleSeed(now) });
const page = await browser.page(served.url, {width:360,height:780});
await page.waitForTimeout(600);
console.log(await page.evaluate(() => JSON.stringify([...document.querySelectorAll('table, thead th, tbody tr:first-child > *')].map(e => [e.tagName, e.className, Math.round(e.getBoundingClientRect().x), Math.round(e.getBoundingClientRect().width), getComputedStyle(e).display]))));
