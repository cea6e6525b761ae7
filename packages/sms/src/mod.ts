export { type Alphabet, alphabets } from "./alphabet.js";
export { type Capacity, capacityOf } from "./capacity.js";
export { hasTriggerCharacters, isAccented } from "./character-class.js";
export { chooseAlphabet, countParts, MAX_PARTS } from "./count.js";
export { decode, type Decoded, type DecodeOptions, type Encoding } from "./decode.js";
export {
  addExtents,
  eitherExtent,
  type Extent,
  extentOf,
  isWithin,
  kinds,
  mostPartsIn,
  NO_EXTENT,
  repeatExtent,
} from "./extent.js";
export { type FailureWord, failureWords, isFailureWord } from "./failure-words.js";
export { fitsLatin1 } from "./latin1.js";
export {
  type AirFormula,
  countSegments,
  crossCheck,
  lengthOf,
  type RowDifference,
  type SegmentCount,
  type SegmentRow,
  type SegmentTable,
} from "./segments.js";
export { packSeptets, unpackSeptets } from "./septets.js";
export {
  type SmsPart,
  split,
  type SplitOptions,
  type SplitRefusal,
  type SplitResult,
} from "./split.js";
export { NO_SUFFIX, type Suffix, withSuffix } from "./suffix.js";
export {
  buildUdh,
  type BuiltUdh,
  type Concat,
  type ConcatInfo,
  type NationalInfo,
  type ParsedUdh,
  parseUdh,
  readConcat,
  type UdhElement,
  type UdhRefusal,
} from "./udh.js";
