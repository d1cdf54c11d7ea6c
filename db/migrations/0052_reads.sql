CREATE TABLE `reads` (
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `person_id`, `kind`, `item_id`),
	FOREIGN KEY (`org_id`,`person_id`) REFERENCES `memberships`(`org_id`,`person_id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `reads_at` ON `reads` (`at`);
ALTER TABLE `requests` ADD `looked` text;