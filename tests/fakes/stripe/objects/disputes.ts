import { bareDispute, movement } from "./dispute-object.ts";
import { invalid } from "../failure.ts";
import { flag, int, isRecord, mergedMetadata, need, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { change, changeAndRecord, record } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { Dispute } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type DisputeInput = {
  charge: string;
  /** Minor units; the whole charge where it is left out. */
  amount?: number;
  reason?: string;
  /** `warning_needs_response` only asks: no money moves. */
  status?: "needs_response" | "warning_needs_response";
  id?: string;
  created?: number;
};

const OPEN = new Set(["needs_response", "under_review", "warning_needs_response", "warning_under_review"]);

/** The customer's bank asks about a charge, and takes the money meanwhile. */
export function createDispute(world: World, input: DisputeInput): Dispute {
  const params = input as Params;
  const charge = fetchFrom(world.state.charges, "charge", need(params.charge, "charge"), "charge");
  const amount = int(params.amount) ?? charge.amount;
  if (!charge.paid || amount > charge.amount) throw invalid("Nothing of this charge can be disputed.");
  const dispute = bareDispute(world, charge, {
    id: input.id ?? world.id("du"),
    created: input.created ?? world.now(),
    amount,
    reason: input.reason ?? "general",
    status: input.status ?? "needs_response",
  });
  world.state.disputes.set(dispute.id, dispute);
  change(charge, { disputed: true });
  record(world, "charge.dispute.created", dispute);
  if (!isWarning(dispute)) move(world, dispute, -1);
  return dispute;
}

/** Evidence and notes; `submit` sends the evidence to the bank. */
export function updateDispute(world: World, id: string, params: Params): Dispute {
  const dispute = openOne(world, id);
  const evidence = isRecord(params.evidence) ? params.evidence : {};
  const submits = flag(params.submit, "submit") ?? false;
  return changeAndRecord(world, "charge.dispute.updated", dispute, {
    evidence: { ...dispute.evidence, ...(evidence as Partial<Dispute["evidence"]>) },
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: dispute.evidence_details.has_evidence || Object.keys(evidence).length > 0,
      submission_count: dispute.evidence_details.submission_count + (submits ? 1 : 0),
    },
    metadata: mergedMetadata(dispute.metadata, params.metadata),
    ...(submits && { status: isWarning(dispute) ? "warning_under_review" : "under_review" }),
  });
}

/** Won, the money comes back; a question that never became a dispute is closed without any. */
export function closeDispute(world: World, id: string, outcome: "won" | "lost" = "lost"): Dispute {
  const dispute = openOne(world, id);
  const asked = isWarning(dispute);
  const previous = change(dispute, { status: asked ? "warning_closed" : outcome, is_charge_refundable: asked });
  record(world, "charge.dispute.closed", dispute, previous);
  if (!asked && outcome === "won") move(world, dispute, 1);
  return dispute;
}

function move(world: World, dispute: Dispute, direction: 1 | -1) {
  const previous = change(dispute, {
    balance_transactions: [...dispute.balance_transactions, movement(world, dispute, direction)],
  });
  const type = direction === 1 ? "charge.dispute.funds_reinstated" : "charge.dispute.funds_withdrawn";
  record(world, type, dispute, previous);
}

const isWarning = (dispute: Dispute) => dispute.status.startsWith("warning_");

function openOne(world: World, id: string): Dispute {
  const dispute = fetchFrom(world.state.disputes, "dispute", id);
  if (!OPEN.has(dispute.status)) throw invalid("This dispute is already closed.");
  return dispute;
}

export const disputes: Route[] = [
  lists("/v1/disputes", ["charge", "payment_intent", "created"], ({ world, params }) =>
    pageOf(world.state.disputes, params, "/v1/disputes"),
  ),
  get("/v1/disputes/:id", ({ world, id }) => fetchFrom(world.state.disputes, "dispute", id)),
  post("/v1/disputes/:id", ["evidence", "metadata", "submit"], ({ world, params, id }) =>
    updateDispute(world, id, params),
  ),
  post("/v1/disputes/:id/close", [], ({ world, id }) => closeDispute(world, id)),
];
