import { contestants } from './client-one.mjs';

export const title = 'One invoice over loopback, 50 calls in flight';
export const options = { atATime: 50 };
export { contestants };
