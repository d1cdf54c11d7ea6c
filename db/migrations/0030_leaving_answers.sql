CREATE TABLE `leaving_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`text` text NOT NULL,
	`closing` integer NOT NULL,
	`seen` integer NOT NULL,
	`customer` text,
	`form_key` text NOT NULL,
	`draft` text,
	`leaves_at` integer NOT NULL,
	`stopped` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `leaving_answers_due` ON `leaving_answers` (`leaves_at`) WHERE stopped is null;
CREATE INDEX `leaving_answers_request` ON `leaving_answers` (`request_id`);
CREATE INDEX `leaving_answers_email` ON `leaving_answers` (`email`);