import type { Strengths } from './dto.ts';
import * as all from './schemas.generated.ts';

type All = typeof all;

type AnswerName = {
  [Name in keyof All]: All[Name] extends Strengths<unknown> ? Name : never;
}[keyof All];
type Answers = Pick<All, AnswerName>;

function isWhole(found: object): found is Answers {
  return Object.values(found).every((each) => 'tolerant' in each && 'strict' in each);
}

function answersIn(schemas: All): Answers {
  const found = Object.fromEntries(
    Object.entries(schemas).filter(([, each]) => typeof each === 'object' && 'tolerant' in each),
  );
  if (isWhole(found)) return found;
  throw new Error('an answer has one strength only');
}

/** What answers look like: each in `tolerant` and `strict` strength. */
export const answers = answersIn(all);

export type { Strengths } from './dto.ts';
export * from './schemas.generated.ts';
