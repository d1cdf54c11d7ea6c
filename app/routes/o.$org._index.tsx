import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireMember } from "../auth/handles.ts";
import { Page } from "../components/page.tsx";

export const meta: MetaFunction = () => [{ title: "Home" }];

export function loader(args: LoaderFunctionArgs) {
  const member = requireMember(args, "see");
  return { name: member.session.person.name };
}

export default function Home() {
  const { name } = useLoaderData<typeof loader>();
  return <Page title={`Hello ${name}`} />;
}
