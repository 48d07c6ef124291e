import assert from 'node:assert/strict';
import { clients } from '../lib/clients.mjs';
import { invoiceAt } from '../lib/data.mjs';

export const title = 'One invoice without a network: what a client adds to a `fetch` that answers at once';
export const options = {};

const text = JSON.stringify(invoiceAt(0));
const answer = async () => new Response(text, { headers: { 'content-type': 'application/json' } });

const names = Object.keys(clients).filter((name) => !/undici|axios/.test(name));
export const contestants = Object.fromEntries(
  names.map((name) => [
    name,
    async () => {
      globalThis.fetch = answer;
      const { one } = await clients[name]('https://stub.example');
      return { run: one, check: async () => assert.equal((await one()).id, invoiceAt(0).id) };
    },
  ]),
);
