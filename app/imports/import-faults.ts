import type { KeptFileFault as KeptFault, LineFault } from "#db/schema/imports.ts";
import type { Column } from "./import-columns.ts";

/** What can be wrong with a line, and what in it may not be meant, by its name in the catalogue. */
export type FaultName =
  | "missingCustomer"
  | "missingTitle"
  | "noCustomer"
  | "severalOfAddress"
  | "severalOfName"
  | "noDay"
  | "farAway"
  | "shortYear"
  | "mixedDates"
  | "quantity"
  | "yesOrNo"
  | "kind"
  | "reference"
  | "oneLine"
  | "controlSigns"
  | "tooLong"
  | "tooMany"
  | "items"
  | "url"
  | "invoice"
  | "country"
  | "withoutStep"
  | "cannotAsk"
  | "twice"
  | "differs"
  | "otherTitle"
  | "itemsAgain"
  | "brokenOrder"
  | "extraCells"
  | "fewCells"
  | "missingName"
  | "missingAddress"
  | "noAddress"
  | "role"
  | "closedCustomer"
  | "disabledPerson"
  | "reservedAddress"
  | "alsoElsewhere"
  | "namesake"
  | "sameName"
  | "hasLeft"
  | "onlyInvited"
  | "noSeat"
  | "againHere"
  | "otherRoleHere"
  | "keepsRole"
  | "unknownStep";

/** A fault of a column: `said` is what stands there, `n` the number that goes with it. */
export type CellFault = LineFault & { column: Column; is: FaultName };

/** Why a file cannot be read as a whole. */
export type FileFaultName =
  | "spreadsheet"
  | "notText"
  | "empty"
  | "gone"
  | "tooManyLines"
  | "longLine"
  | "quotes"
  | "strangeColumn"
  | "columnTwice"
  | "noReference"
  | "noEmail";

export type ImportFileFault = KeptFault & { is: FileFaultName };
