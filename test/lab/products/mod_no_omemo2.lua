-- Refuses OMEMO 2's pubsub nodes, as a server without multi-item nodes would: clients then use OMEMO 0.3.
local st = require "util.stanza";
local namespace = "urn:xmpp:omemo:2";

local function refuse(event)
	local publish = event.stanza.tags[1]:get_child("publish");
	local node = publish and publish.attr.node or "";
	if node:sub(1, #namespace) == namespace then
		event.origin.send(st.error_reply(event.stanza, "cancel", "feature-not-implemented"));
		return true;
	end
end

module:hook("iq/bare/http://jabber.org/protocol/pubsub:pubsub", refuse, 10);
