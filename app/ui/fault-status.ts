import { createContext } from "react";

/** The status that the page is answered with, where it differs from the one a loader threw. */
export const FaultStatus = createContext(200);
