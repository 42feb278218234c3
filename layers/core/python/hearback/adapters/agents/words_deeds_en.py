"""Words for what agents do beside answering, in English. The Turkish ones have the same keys."""

WORDS = {
    "form": {
        "public": "public reply",
        "private": "private reply",
        "dm": "direct message",
        "like": "like",
        "hide": "hiding the post",
        "mute": "muting the author",
        "block": "blocking the author",
        "report": "report to the platform",
    },
    "destination": {
        "dm": "Direct message",
        "email": "E-mail",
        "phone": "Phone",
        "web_form": "Web form",
    },
    "thread_link": {
        "opened": "the first conversation",
        "platform": "same person by the platform's own id",
        "reference": "came with the reference that they were given in private",
        "public_reference": "came with a reference that stood in public",
        "by_hand": "noted by us",
    },
    "identity_way": {
        "private_message": "In a private message",
        "email": "By e-mail",
        "phone": "By phone",
        "app": "In the app",
        "branch": "At a branch",
    },
    "identity_proof": {
        "customer_number": "Customer number",
        "order": "Order or invoice",
        "phone_on_file": "Phone number on file",
        "email_on_file": "E-mail address on file",
        "security_question": "Security question",
        "login": "Signed in to their account",
        "document": "Identity document, seen and not kept",
    },
    "abuse_step": {
        "warn": "Warning",
        "silence": "No more replies",
        "hide": "Hide the post",
        "mute": "Mute the author",
        "block": "Block the author",
        "report": "Report to the platform",
        "police": "Tell the police",
    },
    # Why something is not offered, and what to do instead: by channel where there is more to say.
    "not_offered": {
        "like": "{channel} lets no program like posts. Say thank you in a reply.",
        "reply_privately": "{channel} lets us write to nobody in private from a post. "
        "Move the conversation to e-mail, phone or the web form instead.",
        "hide": "{channel} lets us hide nobody's post. Go on to the next step.",
        "mute": "{channel} knows no muting. Go on to the next step.",
        "block": "{channel} lets no program block people. Block them in {channel} itself if need "
        "be, and note it when you report the post.",
        "report": "{channel} takes no reports from programs. Report the post in {channel} itself.",
        "youtube_like": "YouTube lets no program like comments. Say thank you in a reply, or give "
        "it a heart in YouTube Studio.",
        "instagram_like": "Instagram lets no program like comments. Say thank you in a reply.",
        "google_play_reply_privately": "Google Play has no private messages. "
        "Move the conversation to e-mail, phone or the web form instead.",
        "x_block": "X lets no program block people. Mute them here, or block them in X itself.",
        "undo": "{channel} lets no program take this back. Do it in {channel} itself.",
        "youtube_unblock": "YouTube lets no program lift a ban. Lift it in YouTube Studio, under "
        "the channel's hidden users.",
        "youtube_mute": "YouTube knows no muting. Hide the comment; a block bans its author.",
    },
}
