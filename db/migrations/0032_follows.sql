CREATE TABLE `follows` (
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `person_id`, `kind`, `item_id`),
	FOREIGN KEY (`org_id`,`person_id`) REFERENCES `memberships`(`org_id`,`person_id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `follows_item` ON `follows` (`org_id`,`kind`,`item_id`);