import { type StoreIdentity, storeKey } from '../../client/store-identity.ts';
import { InvalidInputError, isCustomerCreditError } from '../../errors/index.ts';
import { isRecord } from '../../values/record.ts';

const isIdentity = (value: unknown): value is StoreIdentity =>
  isRecord(value) && typeof value['address'] === 'string';

/** What a client tells of its store; one that is made of parts of another tells by those. */
const identityOf = (client: object): StoreIdentity | undefined =>
  Object.values(client)
    .map((part): unknown => Reflect.get(Object(part), storeKey))
    .find(isIdentity);

/** The store that a run changes. */
export interface RunStore {
  /** Its address, or the name that was given. */
  readonly name: string;
  /** Which data an emulator has there, as far as it has told; `undefined` for a store that is none. */
  known(): string | undefined;
  /** The same, once the store was asked, where that is needed. */
  ask(read: () => Promise<unknown>): Promise<string | undefined>;
}

const mostAsked = 3;

/**
 * The store of a client.
 * @throws InvalidInputError for a client that does not tell, where no name is given either.
 */
export function storeOf(client: object, named: string | undefined): RunStore {
  const identity = identityOf(client);
  const name = named ?? identity?.address;
  if (typeof name !== 'string' || name === '')
    throw new InvalidInputError([
      { path: 'store', expected: 'a name of the store for its log, which this client does not tell' },
    ]);
  const known = (): string | undefined => identity?.live?.() ?? identity?.seen;
  return {
    name,
    known,
    ask: async (read) => {
      if (identity === undefined || identity.live !== undefined) return known();
      // Another emulator may have taken the place of the one that answered last.
      identity.seen = undefined;
      for (let asked = 0; asked < mostAsked && identity.seen === undefined; asked += 1) {
        try {
          await read();
          break;
        } catch (error) {
          // Whatever is wrong with the store is told by the rows.
          if (!isCustomerCreditError(error) || error.code === 'timeout') break;
        }
      }
      return known();
    },
  };
}
