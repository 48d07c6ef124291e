import { type CustomerCredit, CustomerCreditClient, isApiError } from 'vtex-customer-credit';
import { startMocks } from './mocks.ts';

const list = document.querySelector('#invoices') as HTMLUListElement;
const message = document.querySelector('#message') as HTMLParagraphElement;

async function show(client: CustomerCredit): Promise<void> {
  const invoices = await client.invoices.listByAccount('11111111111_CPF').toArray();
  const rows = invoices.map((invoice) => {
    const row = document.createElement('li');
    row.textContent = `${invoice.friendlyId}: ${invoice.value.toFixed(2)}, ${invoice.status} `;
    const button = document.createElement('button');
    button.textContent = `Cancel ${invoice.friendlyId}`;
    button.onclick = async () => {
      try {
        await client.invoices.cancel(invoice);
        message.textContent = `${invoice.friendlyId} is cancelled`;
      } catch (error) {
        message.textContent = isApiError(error) ? `Refused: ${error.code}` : 'Try again later';
      }
      await show(client);
    };
    row.append(button);
    return row;
  });
  list.replaceChildren(...rows);
}

// For the test: its controls, such as what is paid meanwhile.
Object.assign(globalThis, { emulator: await startMocks('mystore') });
await show(new CustomerCreditClient({ accountName: 'mystore', appKey: 'none', appToken: 'none' }));
