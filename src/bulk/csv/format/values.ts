/** What the client would refuse is a problem of the row before anything is sent. */
export {
  isAmountFromZero as isAmount,
  isEmail,
  isFraction,
  isIdentifier,
  isLink,
} from '../../../api/predicates.ts';
