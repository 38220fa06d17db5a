"""What a person may ask for. The first argument is the viewer; loading and authorising are one step; a service owns its write."""
