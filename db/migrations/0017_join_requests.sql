CREATE TABLE `join_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`why` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_at` integer,
	`decision` text,
	`decided_by` text,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `join_requests_open` ON `join_requests` (`org_id`,`person_id`) WHERE decided_at is null;
CREATE INDEX `join_requests_person` ON `join_requests` (`person_id`,`org_id`);
CREATE UNIQUE INDEX `join_requests_org_id` ON `join_requests` (`org_id`,`id`);