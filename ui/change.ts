import { useState } from 'preact/hooks';
import { isCustomerCreditError } from 'vtex-customer-credit';
import { useSession } from './session.ts';

/** A change of one thing: busy while it runs, with the failure beside it when it did not work. */
export interface Change {
  readonly busy: boolean;
  readonly error: unknown;
  /** `said`: what the reader is told once it worked. */
  run(work: () => Promise<unknown>, said?: string): void;
}

export function useChange(): Change {
  const { changed, notify, refused } = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  return {
    busy,
    error,
    run(work, said) {
      setBusy(true);
      setError(undefined);
      work()
        .then(
          () => {
            if (said !== undefined) notify({ kind: 'good', text: said });
          },
          (reason: unknown) => {
            setError(reason);
            if (isCustomerCreditError(reason) && reason.code === 'authentication') refused();
          },
        )
        .finally(() => {
          setBusy(false);
          // Also after a failure: what is shown has to be what the store says.
          changed();
        });
    },
  };
}
