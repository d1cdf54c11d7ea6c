import { notFound } from "../http/respond.ts";

export function loader() {
  throw notFound();
}

export const action = loader;

export default function NoSuchPage() {
  return null;
}
