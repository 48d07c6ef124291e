import { useEffect, useRef, useState } from 'preact/hooks';
import { isCustomerCreditError } from 'vtex-customer-credit';
import { useSession } from './session.ts';

/** What became of a reading; an earlier value stays visible while it is read again. */
export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  reload(): void;
}

/** Reads whenever one of `keys` or the store changes; a reading that is overtaken is ended. */
export function useLoad<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  keys: readonly unknown[],
): Loaded<Value> {
  const { version, refused } = useSession();
  const [again, setAgain] = useState(0);
  const key = JSON.stringify(keys);
  const [state, setState] = useState<{
    readonly key: string;
    readonly value: Value | undefined;
    readonly error: unknown;
    readonly loading: boolean;
  }>({ key, value: undefined, error: undefined, loading: true });
  useEffect(() => {
    const ending = new AbortController();
    setState((before) => ({
      key,
      value: before.key === key ? before.value : undefined,
      error: undefined,
      loading: true,
    }));
    load(ending.signal).then(
      (value) => {
        if (!ending.signal.aborted) setState({ key, value, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (ending.signal.aborted) return;
        if (isCustomerCreditError(error) && error.code === 'authentication') refused();
        setState({ key, value: undefined, error, loading: false });
      },
    );
    return () => ending.abort();
  }, [key, version, again]);
  return { ...state, value: state.key === key ? state.value : undefined, reload: () => setAgain(again + 1) };
}

export interface Task {
  readonly running: boolean;
  /** Runs one thing at a time; what is thrown arrives at `onError`, unless the task was stopped. */
  start(work: (signal: AbortSignal) => Promise<void>, onError: (error: unknown) => void): void;
  stop(): void;
}

/** Something that takes long and can be stopped; it ends with the screen that began it. */
export function useTask(): Task {
  const [running, setRunning] = useState(false);
  const current = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  return {
    running,
    start(work, onError) {
      if (current.current !== undefined) return;
      const controller = new AbortController();
      current.current = controller;
      setRunning(true);
      const end = (): void => {
        current.current = undefined;
        setRunning(false);
      };
      work(controller.signal).then(end, (error: unknown) => {
        end();
        if (!controller.signal.aborted) onError(error);
      });
    },
    stop: () => current.current?.abort(),
  };
}

/** Redraws at most so often, however often it is told. */
export function throttled(milliseconds: number, act: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last < milliseconds) return;
    last = now;
    act();
  };
}
