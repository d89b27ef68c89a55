"""Takes callbacks of services from the network and puts them into the workspace's spool; knows no database."""
