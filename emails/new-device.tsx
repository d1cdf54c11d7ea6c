import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type NewDeviceProps = { brand: Brand; browser: string; when: string; sessionsUrl: string };

export function newDeviceMail({ brand, browser, when, sessionsUrl }: NewDeviceProps) {
  const from = cut(browser, 120);
  return mail({
    brand,
    subject: `New sign-in to ${brand.company}`,
    preheader: `${from}, ${when}. If that was you, there’s nothing to do.`,
    body: (
      <>
        <Heading>You signed in from a new browser</Heading>
        <FactList
          facts={[
            ["Browser", from],
            ["When", when],
          ]}
        />
        <Paragraph>If that was you, there’s nothing to do. If it wasn’t, sign that device out now.</Paragraph>
        <Button brand={brand} href={sessionsUrl}>
          See your devices
        </Button>
      </>
    ),
    text: [
      "You signed in from a new browser.",
      `Browser: ${from}\nWhen: ${when}`,
      "If that was you, there’s nothing to do. If it wasn’t, sign that device out now:",
      sessionsUrl,
    ],
    reason:
      "You’re getting this because we email you about every sign-in from a new browser. This email can’t be turned off.",
  });
}
