ALTER TABLE `order_events` ADD `parcel` text;
ALTER TABLE `orders` ADD `parcels` integer DEFAULT 0 NOT NULL;
ALTER TABLE `orders` ADD `parcels_delivered` integer DEFAULT 0 NOT NULL;