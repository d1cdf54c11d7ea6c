CREATE TABLE `customer_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`text` text NOT NULL,
	`written_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `customer_notes_list` ON `customer_notes` (`org_id`,`created_at`);
CREATE UNIQUE INDEX `customer_notes_org_id` ON `customer_notes` (`org_id`,`id`);
CREATE INDEX `invoices_failing` ON `invoices` (`issued_at`) WHERE status = 'open' and deleted_at is null and attempt_count > 0;
CREATE INDEX `invoices_paid` ON `invoices` (`paid_at`) WHERE paid_at is not null;
CREATE INDEX `outbox_lost` ON `outbox` (`org_id`,`created_at`) WHERE state in ('bounced', 'suppressed', 'failed');