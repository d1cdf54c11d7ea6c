CREATE TABLE `trip_weeks` (
	`week` text NOT NULL,
	`kind` text NOT NULL,
	`done` text NOT NULL,
	`delivered` integer NOT NULL,
	`likely` integer NOT NULL,
	`proven` integer NOT NULL,
	`taps` integer NOT NULL,
	`seconds` integer NOT NULL,
	`hits_machine` integer NOT NULL,
	PRIMARY KEY(`week`, `kind`, `done`)
);

CREATE TABLE `trips` (
	`mail_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sent_at` integer NOT NULL,
	`delivered_at` integer,
	`first_hit_at` integer,
	`looked_at` integer,
	`stepped_at` integer,
	`person_at` integer,
	`paying_at` integer,
	`done_at` integer,
	`done` text,
	`taps` integer DEFAULT 0 NOT NULL,
	`hits_machine` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`mail_id`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `trips_sent` ON `trips` (`sent_at`);
ALTER TABLE `item_links` ADD `mail_id` text;
CREATE INDEX `item_links_mail` ON `item_links` (`mail_id`) WHERE mail_id is not null;