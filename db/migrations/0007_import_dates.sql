ALTER TABLE `imports` ADD `delimiter` text;
ALTER TABLE `imports` ADD `dates` text;