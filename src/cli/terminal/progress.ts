import { SingleBar } from 'cli-progress';

/** How far something has come. */
interface Step {
  readonly processed: number;
  readonly total?: number | undefined;
  /** Of those processed, what an earlier run had done. */
  readonly resumed?: number | undefined;
  /** How many went wrong. */
  readonly failed?: number | undefined;
}

/** Shows on stderr how far something has come. */
export interface ProgressView {
  show(step: Step): void;
  /** Takes the bar away; what is said next stands in its place. */
  end(): void;
}

// The first line comes soon; the longer it takes, the fewer there are, for a log is to stay short.
const firstPause = 2000;
const longestPause = 60_000;

function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Rate, time left and failures in words. */
function detail({ processed, total, resumed = 0, failed = 0 }: Step, elapsed: number): string {
  const fresh = processed - resumed;
  const rate = elapsed > 0 ? (fresh * 1000) / elapsed : 0;
  const left = total === undefined || rate === 0 ? undefined : ((total - processed) / rate) * 1000;
  return [
    ...(rate > 0 ? [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`] : []),
    ...(left !== undefined && left > 0 ? [`${timeText(left)} left`] : []),
    ...(failed > 0 ? [`${failed} not done`] : []),
  ].join(', ');
}

function barView(what: string, now: () => number): ProgressView {
  const began = now();
  const bar = new SingleBar({
    format: `{bar} {value} / {total} ${what}  {detail}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    show: (step) => {
      const total = Math.max(step.total ?? step.processed, step.processed);
      const payload = { detail: detail(step, now() - began) };
      if (started) bar.setTotal(total);
      else bar.start(total, step.processed, payload);
      started = true;
      bar.update(step.processed, payload);
    },
    end: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}

function lineView(what: string, now: () => number): ProgressView {
  const began = now();
  let pause = firstPause;
  let next = began + pause;
  return {
    show: (step) => {
      const moment = now();
      if (moment < next) return;
      pause = Math.min(pause * 2, longestPause);
      next = moment + pause;
      const total = step.total === undefined ? '' : ` of ${step.total}`;
      process.stderr.write(`${step.processed}${total} ${what}, ${detail(step, moment - began)}\n`);
    },
    end: () => undefined,
  };
}

export const noProgress: ProgressView = { show: () => undefined, end: () => undefined };

/** A bar on a terminal, a plain line now and then in a pipe. */
export function showProgress(what: string, now: () => number): ProgressView {
  return process.stderr.isTTY === true ? barView(what, now) : lineView(what, now);
}
