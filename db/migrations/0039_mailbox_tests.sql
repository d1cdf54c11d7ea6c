CREATE TABLE `mailbox_tests` (
	`person_id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`asked_at` integer NOT NULL,
	`tested_at` integer,
	`mail_id` text,
	`code_hash` text,
	`code_failures` integer DEFAULT 0 NOT NULL,
	`proven_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `mailbox_tests_asked` ON `mailbox_tests` (`asked_at`);
CREATE INDEX `payables_addresses_email` ON `payables_addresses` (`email`);
