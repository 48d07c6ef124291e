import { render } from 'preact';
import { connectControl } from 'vtex-customer-credit/emulator';
import { App } from './app.tsx';

/** The emulator lies beside the page: `http://127.0.0.1:8787/mystore` of `http://127.0.0.1:8787/mystore/_ui/`. */
const base = location.origin + location.pathname.replace(/\/_ui(?:\/.*)?$/, '');

const storeOfPath = /^\/([^/]+)\/_ui(?:\/|$)/.exec(location.pathname)?.[1];

async function start(root: Element): Promise<void> {
  const control = connectControl(base);
  // Controls that are switched off answer as the API does: with something else.
  const isOn = await control.clock.now().then(
    () => true,
    () => false,
  );
  render(
    <App
      client={{ accountName: storeOfPath ?? 'mystore', appKey: 'any', appToken: 'any', baseUrl: base }}
      control={isOn ? control : undefined}
      useAddress
    />,
    root,
  );
}

const root = document.getElementById('app');
if (root !== null) start(root).catch((error: unknown) => root.append(String(error)));
