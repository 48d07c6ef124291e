import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { mountScreens, sampleSeed } from '../../ui/embed.tsx';

/** A page of others, with an emulator of its own and no server behind it. */
const now = '2024-05-08T12:00:00Z';
const emulator = createEmulator({ now, seed: sampleSeed(now) });
const element = document.getElementById('screens');
if (element !== null)
  mountScreens(element, {
    client: emulator.clientOptions(),
    control: asyncControl(emulator.control),
    locale: 'en',
  });
