import { createEmulator } from 'vtex-customer-credit/emulator';
import { handlers } from 'vtex-customer-credit/msw';

export const count: number = handlers(createEmulator(), 'https://mystore.vtexcommercestable.com.br').length;
