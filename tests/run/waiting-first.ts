import { BaseSequencer, type TestSpecification } from "vitest/node";

const waits = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/e2e/");

/** Tests of processes and of pages in a browser go first: they wait much of the time, and the others work meanwhile. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
